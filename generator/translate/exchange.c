#include "translate/exchange.h"

bool pair_is_translation(const struct pairs *pairs, const struct pair *pair) {
    const struct field *field =
        pair->form == PAIR_SEGMENT ? NULL : pair_field(pairs->item->collection, pair->id);
    return !field || !field->is_own;
}
