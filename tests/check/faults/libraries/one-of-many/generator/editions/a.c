#include <unicode/ua.h>
