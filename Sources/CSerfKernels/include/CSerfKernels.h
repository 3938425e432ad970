// Kernels in plain C, built for several instruction sets and chosen when the program starts.
#pragma once
#include "SerfActivationKernels.h"
#include "SerfLayerKernels.h"
#include "SerfMatrixKernels.h"
#include "SerfOptimizerKernels.h"
#include "SerfPairKernels.h"
#include "SerfProductKernels.h"
#include "SerfRandomKernels.h"
