#include "site/site.h"
