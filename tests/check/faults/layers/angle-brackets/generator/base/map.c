#include <base/map.h>
