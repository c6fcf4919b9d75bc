"""네트워크의 모양과 매개변수의 수."""

import math

print("모양을 따라갑니다")


def 크기(입력, 커널, 보폭, 패딩):
    if 커널 > 입력 + 2 * 패딩:
        raise ValueError("커널이 너무 큽니다")
    return math.floor((입력 + 2 * 패딩 - 커널) / 보폭) + 1


def trace_shapes(layers, input_shape):
    모양 = tuple(input_shape)
    결과 = []
    for 번호, 층 in enumerate(layers):
        종류 = 층["type"]
        print(번호, 종류, 모양)
        if 종류 == "conv" or 종류 == "maxpool":
            if len(모양) != 4:
                raise ValueError(f"{번호}번 층 {종류}: {모양}")
            배치, 채널, 높이, 너비 = 모양
            커널 = 층["kernel_size"]
            if 종류 == "conv":
                채널 = 층["out_channels"]
                보폭 = 층["stride"] if "stride" in 층 else 1
                패딩 = 층["padding"] if "padding" in 층 else 0
            else:
                보폭 = 층["stride"] if "stride" in 층 else 커널
                패딩 = 0
            모양 = (배치, 채널, 크기(높이, 커널, 보폭, 패딩), 크기(너비, 커널, 보폭, 패딩))
        elif 종류 == "flatten":
            모양 = (모양[0], math.prod(모양[1:]))
        elif 종류 == "linear":
            if len(모양) != 2:
                raise ValueError("flatten이 빠졌습니다")
            모양 = (모양[0], 층["out_features"])
        elif 종류 != "relu":
            raise ValueError(f"모르는 층: {종류}")
        결과.append(모양)
    return 결과


def count_params(layers, input_shape):
    앞 = [tuple(input_shape)] + trace_shapes(layers, input_shape)
    합 = 0
    for i in range(len(layers)):
        층 = layers[i]
        if 층["type"] == "conv":
            합 += 층["out_channels"] * 앞[i][1] * 층["kernel_size"] ** 2
            if 층.get("bias", True):
                합 += 층["out_channels"]
        if 층["type"] == "linear":
            합 += 앞[i][1] * 층["out_features"]
            if 층.get("bias", True):
                합 += 층["out_features"]
    print("모두", 합)
    return 합


if __name__ == "__main__":
    assert count_params([{"type": "linear", "out_features": n} for n in (3, 2, 1)], (4, 2)) == 20
