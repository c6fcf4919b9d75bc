"""합성곱 출력 크기."""

import math

print("합성곱 출력 크기를 계산합니다")


def conv_output_size(size, kernel_size, stride=1, padding=0, dilation=1):
    # 팽창된 커널의 길이
    커널_길이 = (kernel_size - 1) * dilation + 1
    입력_길이 = size + padding + padding
    print("커널", 커널_길이, "입력", 입력_길이)
    if 커널_길이 > 입력_길이:
        raise ValueError("커널이 입력보다 큽니다")
    return math.floor((입력_길이 - 커널_길이) / stride) + 1


def conv2d_output_shape(input_shape, weight_shape, stride=1, padding=0):
    배치, 채널, 높이, 너비 = input_shape
    필터_수, 깊이, 커널_높이, 커널_너비 = weight_shape
    if 채널 != 깊이:
        raise ValueError(f"채널 수가 다릅니다: {채널}, {깊이}")
    출력_높이 = conv_output_size(높이, 커널_높이, stride, padding)
    출력_너비 = conv_output_size(너비, 커널_너비, stride, padding)
    print("출력:", 배치, 필터_수, 출력_높이, 출력_너비)
    return 배치, 필터_수, 출력_높이, 출력_너비


def test_mine():
    assert conv_output_size(32, 5) == 28
    assert conv_output_size(7, 2, 2) == 3


if __name__ == "__main__":
    test_mine()
    print("모두 통과!")
