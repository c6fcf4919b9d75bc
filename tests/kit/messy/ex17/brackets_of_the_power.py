def adam_step(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    one_minus = [1 - b for b in betas]
    m_new = betas[0] * m + one_minus[0] * grad
    v_new = betas[1] * v + one_minus[1] * grad * grad
    m_hat = m_new / one_minus[0] ** t
    v_hat = v_new / one_minus[1] ** t
    return param - lr * m_hat / (np.sqrt(v_hat) + eps), m_new, v_new
