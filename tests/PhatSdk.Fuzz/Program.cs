// Feeds mutated fixtures to every decoder of bytes and text that others write, and ends with 1 where one does what it does not document.
using PhatSdk.Fuzz;

if (!FuzzOptions.TryParse(args, out FuzzOptions? options))
{
    Console.Error.WriteLine($"usage: PhatSdk.Fuzz --target NAME|all [--seconds N] [--seed N]; targets: {string.Join(", ", FuzzTargets.Names)}");
    return 2;
}

using FuzzWatchdog watchdog = new();
bool isClean = true;
foreach (FuzzTarget target in FuzzTargets.Create(options.Target))
{
    FuzzOutcome outcome = new FuzzRun(target, options.Seed, watchdog).Run(options.Duration);
    Console.WriteLine(outcome);
    isClean &= outcome.Failure is null;
}

return isClean ? 0 : 1;
