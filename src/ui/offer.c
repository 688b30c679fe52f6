#include "ui/offer.h"

#include <stdio.h>

#include "ui/words.h"

/* What the hall said to a number that was asked for in this visit. */
static enum offer answered(struct ui *ui, int service)
{
    if (service != ui_visit(ui)->service) return OFFER_NOW;
    switch (ui_visit(ui)->refused) {
    case OUT_AFTER_LAST:
        return OFFER_AFTER_LAST;
    case OUT_SERVICE_CLOSED:
        return OFFER_NOT_TODAY;
    case OUT_SOLD_OUT:
        return OFFER_SOLD_OUT;
    default:
        return OFFER_NOW;
    }
}

/* Is there another service at which one may ask meanwhile? */
static bool can_ask(struct ui *ui, int service)
{
    int ask = hall_service(ui_hall(ui), "ask");

    return ask >= 0 && ask != service && ui_hall_view(ui)->services[ask].offer == OFFER_NOW;
}

static void next_words(struct ui *ui, int service, enum offer offer, struct offer_words *out)
{
    ms_t next = ui_hall_view(ui)->services[service].next_offer;
    bool from = offer == OFFER_NOT_TODAY || offer == OFFER_HALL_CLOSED;
    char when[WORDS];

    out->next[0] = out->brief[0] = '\0';
    if (!next) next = hall_next_offer(ui_hall(ui), service, ui_time(ui));
    if (!next) return;
    words_when(ui_lang(ui), ui_time(ui), next, when);
    snprintf(out->brief, sizeof out->brief, from ? ui_tr(ui, "From %s") : ui_tr(ui, "Again %s"), when);
    if (offer == OFFER_SOLD_OUT && can_ask(ui, service))
        snprintf(out->next, sizeof out->next, ui_tr(ui, "Again %s, or ask us first"), when);
    else
        snprintf(out->next, sizeof out->next, "%s", out->brief);
}

bool offer_refused(struct ui *ui, int service, struct offer_words *out)
{
    enum offer offer = ui_hall_view(ui)->services[service].offer;

    if (offer == OFFER_NOW) offer = answered(ui, service);
    if (offer == OFFER_NOW) return false;
    out->reason = out->curt = offer == OFFER_NOT_TODAY ? ui_tr(ui, "Not offered today") : ui_tr(ui, "Closed now");
    if (offer == OFFER_SOLD_OUT) {
        out->reason = ui_tr(ui, "No tickets left today");
        out->curt = ui_tr(ui, "None left today");
    } else if (offer == OFFER_AFTER_LAST) {
        out->reason = ui_tr(ui, "No new tickets today");
        out->curt = ui_tr(ui, "No more today");
    }
    next_words(ui, service, offer, out);
    return true;
}
