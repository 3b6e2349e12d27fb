import { describeJourneys } from './journeys.js';
import { openFirefox } from './support/firefox.js';

describeJourneys('Firefox', openFirefox);
