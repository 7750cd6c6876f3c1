import { smoke } from './sentences';
import { webkit } from './support/webkit';

smoke(webkit);
