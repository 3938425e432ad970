#include "CSerfKernels.h"
