#include "ui/rating.h"

const char *rating_word(enum lang lang, int score)
{
    static const char *const words[] = {N_("Very dissatisfied"), N_("Dissatisfied"), N_("Fairly satisfied"),
                                        N_("Satisfied"), N_("Very satisfied")};

    return score < 1 || score > 5 ? "" : tr(lang, words[score - 1]);
}

bool rating_is_good(int score)
{
    return score >= 4;
}

bool rating_is_bad(int score)
{
    return score == 1 || score == 2;
}
