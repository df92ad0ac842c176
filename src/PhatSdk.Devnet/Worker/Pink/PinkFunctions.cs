using System.Collections.Frozen;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>The functions of the Pink extension that a worker answers, by their numbers.</summary>
internal sealed class PinkFunctions
{
    private readonly FrozenDictionary<uint, IPinkFunction> _functions;

    public PinkFunctions(IEnumerable<IPinkFunction> functions) =>
        _functions = functions.ToFrozenDictionary(static function => function.Number);

    /// <summary>Finds a function; null where there is none of that number.</summary>
    public IPinkFunction? Find(uint number) => _functions.GetValueOrDefault(number);
}
