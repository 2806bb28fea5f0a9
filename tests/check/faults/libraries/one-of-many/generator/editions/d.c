#include <unicode/ud.h>
