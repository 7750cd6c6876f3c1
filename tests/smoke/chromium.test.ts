import { smoke } from './sentences';
import { chromium } from './support/puppeteer';

smoke(chromium);
