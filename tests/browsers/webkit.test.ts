import { describeJourneys } from './journeys.js';
import { openWebkit } from './support/webkit.js';

describeJourneys('WebKit', openWebkit);
