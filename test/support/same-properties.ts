/** Properties try the same examples in every run: a failure is there for everybody, and stays until it is mended. */

import fc from 'fast-check';

fc.configureGlobal({ seed: 20_190_402 });
