# 검증 도구 (과제 28)
import numpy as np

print("과제 28을 시작합니다…")


def kfold_indices(n, k):
    if not (2 <= k and k <= n):
        raise ValueError(f"{n}개를 {k}개로 나눌 수 없습니다")
    몫, 나머지 = divmod(n, k)
    전체 = np.arange(n)
    결과 = []
    시작 = 0
    for 번호 in range(k):
        끝 = 시작 + 몫 + (1 if 번호 < 나머지 else 0)
        검증 = 전체[시작:끝].copy()
        훈련 = np.delete(전체, 검증)
        print("검증:", 검증, "훈련:", 훈련)
        결과.append((훈련, 검증))
        시작 = 끝
    return 결과


def early_stopping(val_losses, patience, min_delta=0.0):
    최저, 최저_세대, 기다림 = None, 0, 0
    for 세대, 손실 in enumerate(val_losses):
        if 최저 is None or 최저 - 손실 > min_delta:
            최저, 최저_세대, 기다림 = 손실, 세대, 0
        else:
            기다림 += 1
        print(세대, 손실, 최저, 기다림)
        if 기다림 == patience:
            break
    return 세대, 최저_세대


def step_lr(base_lr, epoch, step_size, gamma):
    학습률 = base_lr * gamma ** int(epoch / step_size)
    print("학습률:", 학습률)
    return 학습률


def ensemble_predict(logits_list):
    합 = 0
    for 로짓 in logits_list:
        지수 = np.exp(로짓 - 로짓.max(axis=1).reshape(-1, 1))
        합 = 합 + 지수 / 지수.sum(axis=1).reshape(-1, 1)
    print(합 / len(logits_list))
    return np.argmax(합, axis=1)


if __name__ == "__main__":
    print(kfold_indices(10, 3))
    print(input("계속하려면 Enter "))
