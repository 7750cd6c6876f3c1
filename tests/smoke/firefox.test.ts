import { smoke } from './sentences';
import { firefox } from './support/puppeteer';

smoke(firefox);
