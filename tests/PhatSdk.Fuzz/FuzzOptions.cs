using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace PhatSdk.Fuzz;

/// <summary>What the command line asks for.</summary>
internal sealed record FuzzOptions(string Target, TimeSpan Duration, ulong Seed)
{
    public static bool TryParse(string[] args, [NotNullWhen(true)] out FuzzOptions? options)
    {
        string? target = null;
        uint seconds = 10;
        ulong seed = (ulong)RandomNumberGenerator.GetInt32(int.MaxValue);
        options = null;
        for (int i = 0; i < args.Length; i += 2)
        {
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            bool isRead = args[i] switch
            {
                "--target" => (target = value) == "all" || FuzzTargets.Names.Contains(value),
                "--seconds" => uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out seconds),
                "--seed" => ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out seed),
                _ => false,
            };
            if (!isRead)
            {
                return false;
            }
        }

        options = target is null ? null : new FuzzOptions(target, TimeSpan.FromSeconds(seconds), seed);
        return options is not null;
    }
}
