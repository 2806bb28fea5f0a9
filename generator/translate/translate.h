/*
 * translate.h - beside the stages: what translators need between the site and locales/.
 *
 * Reads    the site.
 * Makes    files in locales/: those of a new language, templates, PO files brought up to date,
 *          records of what a translation was made from. A build makes none of them.
 * Reports  wishes that cannot be met, and what is wrong with translations; see messages.def.
 */
#ifndef ISOGLOSS_TRANSLATE_TRANSLATE_H
#define ISOGLOSS_TRANSLATE_TRANSLATE_H

#include "translate/acknowledge.h"
#include "translate/checks.h"
#include "translate/exchange.h"
#include "translate/locale.h"
#include "translate/status.h"
#include "translate/templates.h"
#include "translate/update.h"

#endif
