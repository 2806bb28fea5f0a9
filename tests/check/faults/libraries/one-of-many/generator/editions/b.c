#include <unicode/ub.h>
