/* A private header. */
#include "sources/yaml.h"
