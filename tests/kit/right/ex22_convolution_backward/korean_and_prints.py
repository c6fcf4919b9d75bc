"""합성곱의 역전파: 책의 im2col과 col2im을 따른다."""

import numpy as np

print("역전파 과제를 시작합니다")


def 출력_크기(입력, 커널, 보폭, 패딩):
    return (입력 + 2 * 패딩 - 커널) // 보폭 + 1


def im2col(x, kernel_size, stride=1, padding=0):
    배치, 채널, 높이, 너비 = x.shape
    커널_높이, 커널_너비 = kernel_size
    새_높이 = 출력_크기(높이, 커널_높이, stride, padding)
    새_너비 = 출력_크기(너비, 커널_너비, stride, padding)
    그림 = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)], "constant")
    열 = np.zeros((배치, 채널, 커널_높이, 커널_너비, 새_높이, 새_너비), x.dtype)
    for 행 in range(커널_높이):
        행_끝 = 행 + stride * 새_높이
        for 칸 in range(커널_너비):
            칸_끝 = 칸 + stride * 새_너비
            열[:, :, 행, 칸, :, :] = 그림[:, :, 행:행_끝:stride, 칸:칸_끝:stride]
    결과 = 열.transpose(0, 4, 5, 1, 2, 3).reshape(배치 * 새_높이 * 새_너비, -1)
    print("열의 모양:", 결과.shape)
    return 결과


def col2im(columns, input_shape, kernel_size, stride=1, padding=0):
    배치, 채널, 높이, 너비 = input_shape
    커널_높이, 커널_너비 = kernel_size
    새_높이 = 출력_크기(높이, 커널_높이, stride, padding)
    새_너비 = 출력_크기(너비, 커널_너비, stride, padding)
    열 = columns.reshape(배치, 새_높이, 새_너비, 채널, 커널_높이, 커널_너비)
    열 = 열.transpose(0, 3, 4, 5, 1, 2)
    여유 = stride - 1
    그림 = np.zeros(
        (배치, 채널, 높이 + 2 * padding + 여유, 너비 + 2 * padding + 여유), columns.dtype
    )
    for 행 in range(커널_높이):
        for 칸 in range(커널_너비):
            그림[
                :, :, 행 : 행 + stride * 새_높이 : stride, 칸 : 칸 + stride * 새_너비 : stride
            ] += 열[:, :, 행, 칸]
    return 그림[:, :, padding : 높이 + padding, padding : 너비 + padding]


class 합성곱:
    def __init__(self, weight, stride, padding):
        self.weight, self.stride, self.padding = weight, stride, padding

    def 역전파(self, dout, x):
        FN, C, FH, FW = self.weight.shape
        dout = dout.transpose(0, 2, 3, 1).reshape(-1, FN)
        self.db = np.sum(dout, axis=0)
        열 = im2col(x, (FH, FW), self.stride, self.padding)
        self.dW = np.dot(열.T, dout).transpose(1, 0).reshape(FN, C, FH, FW)
        열_기울기 = np.dot(dout, self.weight.reshape(FN, -1))
        return col2im(열_기울기, x.shape, (FH, FW), self.stride, self.padding)


def conv2d_backward(grad_out, x, weight, stride=1, padding=0):
    층 = 합성곱(weight, stride, padding)
    dx = 층.역전파(grad_out, x)
    print("기울기의 합:", dx.sum())
    return dx, 층.dW, 층.db
