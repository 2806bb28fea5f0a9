/*
 * translate.h - beside the stages: what translators need between the site and locales/.
 *
 * Reads    the site.
 * Reports  what is wrong with translations; see messages.def.
 */
#ifndef ISOGLOSS_TRANSLATE_TRANSLATE_H
#define ISOGLOSS_TRANSLATE_TRANSLATE_H

#include "translate/checks.h"

#endif
