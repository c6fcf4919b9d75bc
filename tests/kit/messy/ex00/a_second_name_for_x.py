def add_bias(x, b):
    answer = x
    for n in range(len(x)):
        answer[n] = x[n] + b
    return answer
