using System.Text;
using PhatSdk.Crypto;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Worker;

/// <summary>The first cluster of a devnet: what it is made of, and the ids that follow from that.</summary>
internal sealed record ClusterBlueprint
{
    /// <summary>The salt of the driver that turns stakes into weights, and its name.</summary>
    public const string StakeDriver = "ContractDeposit";

    /// <summary>The salt of the contract that log queries go to, and its name.</summary>
    public const string Logger = "PinkLogger";

    /// <summary>The id of the first cluster of a chain.</summary>
    public static Hash256 FirstCluster { get; } = Hash256.Parse("0x0000000000000000000000000000000000000000000000000000000000000001");

    /// <param name="owner">Who owns the cluster.</param>
    public ClusterBlueprint(AccountId owner)
    {
        Owner = owner;
        SystemContract = ContractIds.Derive(owner, HashOf(SystemCode), FirstCluster, []);
        StakeDriverContract = ContractIds.Derive(owner, HashOf(DriverCode), FirstCluster, Encoding.UTF8.GetBytes(StakeDriver));
        LoggerContract = ContractIds.Derive(owner, HashOf(DriverCode), FirstCluster, Encoding.UTF8.GetBytes(Logger));
    }

    /// <summary>Who owns the cluster.</summary>
    public AccountId Owner { get; }

    /// <summary>The code of the system contract.</summary>
    public ReadOnlyMemory<byte> SystemCode { get; } = ReadResource("phat_system.wasm");

    /// <summary>The code of the driver that turns stakes into weights. The logger has it, too, as it is no more than an address.</summary>
    public ReadOnlyMemory<byte> DriverCode { get; } = ReadResource("stake_driver.wasm");

    /// <summary>The system contract's id.</summary>
    public AccountId SystemContract { get; }

    /// <summary>The stake driver's id.</summary>
    public AccountId StakeDriverContract { get; }

    /// <summary>The logger's id.</summary>
    public AccountId LoggerContract { get; }

    /// <summary>The hash by which a cluster knows code.</summary>
    public static CodeHash HashOf(ReadOnlyMemory<byte> code) => new(Blake2b.Hash256(code.Span).Span);

    private static byte[] ReadResource(string name)
    {
        using Stream stream = typeof(ClusterBlueprint).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the assembly has no resource {name}");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
