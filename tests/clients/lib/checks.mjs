// Runs the checks of one client: prints a line for each, ends by itself, and exits with 1 if one failed.
const checkLimit = 30_000;
const scriptLimit = 300_000;

/** Runs checks one after the other. `body(check)` calls `await check(name, action)` for each; what an action returns, the check returns. */
export async function runChecks(client, body) {
  const watchdog = setTimeout(() => finish(`${client}: not done after ${scriptLimit / 1000} s`), scriptLimit);
  let passed = 0;
  let failed = 0;

  async function check(name, action) {
    try {
      const result = await within(checkLimit, name, Promise.resolve().then(action));
      passed++;
      console.log(`ok - ${name}`);
      return result;
    } catch (error) {
      failed++;
      console.log(`not ok - ${name}: ${describe(error)}`);
      return undefined;
    }
  }

  function finish(problem) {
    clearTimeout(watchdog);
    if (problem) {
      failed++;
      console.log(`not ok - ${problem}`);
    }
    console.log(`${client}: ${passed} checks passed, ${failed} failed`);
    process.exit(failed === 0 && passed > 0 ? 0 : 1);
  }

  // Some clients throw where nobody awaits.
  process.on('unhandledRejection', (error) => finish(`unhandled: ${describe(error)}`));
  try {
    await body(check);
    finish();
  } catch (error) {
    finish(describe(error));
  }
}

// The message, and where in the script it was.
function describe(error) {
  const stack = error?.stack?.split('\n') ?? [];
  const here = stack.find((line) => /^ +at /.test(line) && line.includes('/tests/clients/') && !line.includes('node_modules'));
  return [error?.message ?? JSON.stringify(error) ?? String(error), here].filter(Boolean).join('\n');
}

/** Waits for a promise, for so long. */
export function within(milliseconds, what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: nothing after ${milliseconds / 1000} s`)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Waits for the first value that a subscription gives and that fits. `subscribe(tell)` returns what ends it, or a promise of that. */
export async function firstOf(subscribe, fits = () => true) {
  let end;
  const value = await new Promise((resolve, reject) => {
    end = subscribe((value) => {
      if (fits(value)) {
        resolve(value);
      }
    }, reject);
    Promise.resolve(end).catch(reject);
  });
  (await end)?.();
  return value;
}
