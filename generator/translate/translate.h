/*
 * translate.h - beside the stages: what translators need between the site and locales/.
 *
 * Reads    the site.
 * Makes    files in locales/TAG/, which from then on are the translators'; never over one of theirs
 *          without being asked.
 * Reports  wishes that cannot be met, and what is wrong with translations; see messages.def.
 */
#ifndef ISOGLOSS_TRANSLATE_TRANSLATE_H
#define ISOGLOSS_TRANSLATE_TRANSLATE_H

#include "translate/checks.h"
#include "translate/locale.h"

#endif
