/*
 * symbol.h - the symbols of documents, such as WIPO/SSC/GE/13/2 Prov., and the address that each
 * has for ever.
 *
 * The address is made of the symbol alone: parts between slashes stay parts, letters become lower
 * case, and whatever stands between letters and digits becomes one hyphen, none at either end:
 *
 *     WIPO/SSC/GE/13/2 Prov.    s/wipo/ssc/ge/13/2-prov.html
 *     ST/CS/SER.A/44/Rev.1*     s/st/cs/ser-a/44/rev-1.html
 *
 * A part that Windows keeps for a device gets a hyphen behind it: CON/1 is s/con-/1.html.
 */
#ifndef ISOGLOSS_SITE_SYMBOL_H
#define ISOGLOSS_SITE_SYMBOL_H

#include "base/str.h"

#define SYMBOL_MAX_BYTES 120

/* Letters A-Z a-z, digits, / . - ( ) * , _ & + and single blanks; between slashes at least one
   letter or digit. */
bool symbol_is_valid(struct str text);
/* "wipo/ssc/ge/13/2-prov", of a valid symbol. */
struct str symbol_address(struct arena *arena, struct str text);

#endif
