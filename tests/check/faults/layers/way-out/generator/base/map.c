#include "../tests/unit/x.h"
