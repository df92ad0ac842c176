using Microsoft.Extensions.Logging;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Server;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet;

/// <summary>How a <see cref="PhatDevnet"/> runs. All defaults are valid; read once, when it starts.</summary>
public sealed record PhatDevnetOptions
{
    /// <summary>When blocks are made; as soon as a transaction is ready by default.</summary>
    public SealPolicy Seal { get; init; } = SealPolicy.Instant;

    /// <summary>
    /// When blocks are final; at once by default. The cluster acts on final blocks, as Phala's does: where they come late, so does it. The
    /// blocks that bring up the cluster are final at once in any case.
    /// </summary>
    public FinalityPolicy Finality { get; init; } = FinalityPolicy.Instant;

    /// <summary>The clock of the chain and of its timers; the system's by default. A block's time is always later than its parent's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// Whether the chain takes transactions of any account without its key, by <see cref="PhatDevnet.Impersonate"/>; it does not by default.
    /// Whoever reaches the network may do so then: a signature that begins with <c>0xdeadbeef</c> and goes on with <c>0xcd</c> is anybody's.
    /// </summary>
    public bool AllowsImpersonation { get; init; }

    /// <summary>
    /// A file of <see cref="PhatDevnet.ExportAsync"/> to go on from; null, the default, to begin anew. What the genesis has is in it:
    /// <see cref="Endowments"/> and <see cref="GenesisPatch"/> are not looked at, and there is a cluster where the file has one and
    /// <see cref="HasCluster"/> does not forbid it.
    /// </summary>
    public string? ImportFile { get; init; }

    /// <summary>
    /// Changes to the chain's genesis, JSON as <c>GenesisBuilder_get_preset</c> gives it, with the fields to change alone: objects are merged,
    /// arrays and values replaced, null removes; null, the default, for none. Accounts are SS58 addresses.
    /// </summary>
    public string? GenesisPatch { get; init; }

    /// <summary>Takes the logs of chain and runtimes; none by default.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>
    /// Whether there is a Phala worker with a cluster of Alice's, for Phat contracts; there is by default. It takes the first blocks of the
    /// chain. Without it the chain starts at its genesis, and contracts of <c>pallet-contracts</c> work alone.
    /// </summary>
    public bool HasCluster { get; init; } = true;

    /// <summary>
    /// Opens a socket for other programs, which then find a Substrate node with a Phala worker; null, the default, for none: the network is
    /// reached within the process only.
    /// </summary>
    public DevnetServerOptions? Server { get; init; }

    /// <summary>
    /// Carries the requests that Phat contracts make to the web; null, the default, for the network itself. A test puts a fake here. The devnet
    /// disposes of it.
    /// </summary>
    public HttpMessageHandler? ContractHttpHandler { get; init; }

    /// <summary>
    /// Further accounts with their balances in plancks; none by default. Alice, Bob, Charlie, Dave, Eve and Ferdie have 10^18 plancks (a
    /// million PHA) each, where this does not say otherwise.
    /// </summary>
    public IReadOnlyDictionary<AccountId, UInt128> Endowments { get; init; } = new Dictionary<AccountId, UInt128>();

    /// <summary>
    /// How long a transaction that was found invalid is refused unseen, with the error 1012. Not at all by default, as by a node that was
    /// started with <c>--dev</c>.
    /// </summary>
    public TimeSpan InvalidTransactionBan { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// Where compiled runtimes are kept, so that later starts take milliseconds; the user's local application data folder by default. Must be
    /// writable by nobody else, as machine code lies there; one that others may write to is not used.
    /// </summary>
    public string? ModuleCacheFolder { get; init; }
}
