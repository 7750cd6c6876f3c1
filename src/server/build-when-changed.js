// The first half of npm start: builds the page, unless nothing has changed since it was built.
import { build } from 'vite';
import { isPageCurrent } from './built-files.js';

if (isPageCurrent()) console.log('Nothing has changed since the last build.');
else await build({ configLoader: 'runner' });
