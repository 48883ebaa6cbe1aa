// The components of govuk-frontend that our pages use, and our own small improvements.
// Every page works without this file.
import { Button } from "../../node_modules/govuk-frontend/dist/govuk/components/button/button.mjs";
import { CharacterCount } from "../../node_modules/govuk-frontend/dist/govuk/components/character-count/character-count.mjs";
import { Checkboxes } from "../../node_modules/govuk-frontend/dist/govuk/components/checkboxes/checkboxes.mjs";
import { ErrorSummary } from "../../node_modules/govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { NotificationBanner } from "../../node_modules/govuk-frontend/dist/govuk/components/notification-banner/notification-banner.mjs";
import { ServiceNavigation } from "../../node_modules/govuk-frontend/dist/govuk/components/service-navigation/service-navigation.mjs";
import { SkipLink } from "../../node_modules/govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs";
import { createAll } from "../../node_modules/govuk-frontend/dist/govuk/init.mjs";
import { keepLive } from "./_live.js";
import { watchReveals } from "./_reveals.js";
import { showWhereWeAre, watchScrollers } from "./_scrollers.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const component of [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  ServiceNavigation,
  SkipLink,
])
  createAll(component);

keepLive();
watchReveals();
watchScrollers();
showWhereWeAre();
