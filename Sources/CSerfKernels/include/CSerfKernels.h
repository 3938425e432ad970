// Element-wise kernels in plain C, built for several instruction sets and chosen when the program starts.
#pragma once
#include "SerfActivationKernels.h"
