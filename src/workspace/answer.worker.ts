import { expose } from 'comlink';
import { marketo } from '../contract/marketo';
import { directAnswers } from './direct-answers';

expose(directAnswers(marketo));
