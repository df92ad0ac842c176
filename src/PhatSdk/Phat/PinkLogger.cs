using System.Text.Json;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;

namespace PhatSdk.Phat;

/// <summary>Reads a cluster's log from the log server: the sidevm of the contract that the system contract knows as driver <c>PinkLogger</c>.</summary>
/// <remarks>Follows Phala-Network/phala-blockchain, <c>crates/pink-drivers/log_server</c>.</remarks>
public sealed class PinkLogger
{
    private readonly PhatQueryClient _queries;
    private readonly Certificate _certificate;

    internal PinkLogger(AccountId contract, PhatQueryClient queries, Certificate certificate)
    {
        Contract = contract;
        _queries = queries;
        _certificate = certificate;
    }

    /// <summary>The contract whose sidevm keeps the log.</summary>
    public AccountId Contract { get; }

    /// <summary>Reads a part of the log.</summary>
    /// <param name="options">Which; null for everything.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The records.</returns>
    /// <exception cref="PhatQueryException">The log server did not answer, or not with a log.</exception>
    /// <exception cref="Pruntime.PruntimeException">The worker was not reached, or refused.</exception>
    public async ValueTask<PinkLogPage> GetLogAsync(PinkLogOptions? options = null, CancellationToken cancellationToken = default)
    {
        byte[] request = PinkLogJson.WriteGetLog(options ?? PinkLogOptions.Default);
        return await AskAsync(request, PinkLogJson.ReadPage, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the newest records.</summary>
    /// <param name="count">How many records back, those of other contracts included.</param>
    /// <param name="contract">The contract that spoke, or was called first; null for any.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The records, oldest first.</returns>
    /// <exception cref="PhatQueryException">The log server did not answer, or not with a log.</exception>
    /// <exception cref="Pruntime.PruntimeException">The worker was not reached, or refused.</exception>
    public ValueTask<PinkLogPage> TailAsync(int count = 10, AccountId? contract = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return GetLogAsync(new PinkLogOptions { From = -count, Count = (uint)count, Contract = contract }, cancellationToken);
    }

    /// <summary>Asks the log server about itself.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Its answer.</returns>
    /// <exception cref="PhatQueryException">The log server did not answer, or not as one.</exception>
    /// <exception cref="Pruntime.PruntimeException">The worker was not reached, or refused.</exception>
    public ValueTask<PinkLoggerInfo> GetInfoAsync(CancellationToken cancellationToken = default) =>
        AskAsync(PinkLogJson.WriteGetInfo(), PinkLogJson.ReadInfo, cancellationToken);

    private async ValueTask<T> AskAsync<T>(byte[] request, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> answer =
            await _queries.AskAsync(Contract, new InkQuery.SidevmQuery(request), _certificate, cancellationToken).ConfigureAwait(false);
        return PinkLogJson.Read(answer, read);
    }
}
