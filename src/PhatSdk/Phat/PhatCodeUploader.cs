using PhatSdk.Chain;
using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Extrinsics;
using PhatSdk.Metadata.Values;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;

namespace PhatSdk.Phat;

/// <summary>Brings a contract's code to a cluster.</summary>
internal sealed class PhatCodeUploader(PhatClient client)
{
    /// <exception cref="ArgumentException">The cluster does not have the code, and the wasm is not at hand or another.</exception>
    /// <exception cref="ContractTrappedException">The chain took the code, and the cluster did not.</exception>
    /// <exception cref="PhatTimeoutException">The cluster has not taken the code in time.</exception>
    public async ValueTask UploadAsync(ContractCode code, ISigner signer, ContractDeployOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentNullException.ThrowIfNull(options);
        if (await client.System.CodeExistsAsync(code.Hash, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        ReadOnlyMemory<byte> wasm = code.Wasm
            ?? throw new ArgumentException($"the cluster does not have the code {code.Hash}, and only its hash is at hand", nameof(code));
        ContractCodeHash.ThrowIfAnothers(code);

        UInt128 missing = await client.Funds.ShortfallOfUploadAsync(signer.AccountId, wasm.Length, cancellationToken).ConfigureAwait(false);
        if (missing > 0)
        {
            await client.TransferToClusterAsync(missing, signer.AccountId, signer, cancellationToken).ConfigureAwait(false);
        }

        RuntimeCall MakeCall(Runtime runtime) => RuntimeCall.Create(
            runtime.Metadata,
            PhatClient.ContractsPallet,
            "cluster_upload_resource",
            ("cluster_id", client.Cluster.Value),
            ("resource_type", ScaleValue.Variant(nameof(ResourceType.InkCode))),
            ("resource_data", wasm));
        ExtrinsicOptions extrinsic = new() { WaitForFinalization = options.WaitForFinalization };
        ExtrinsicReceipt receipt = await client.Extrinsics.SubmitAsync(MakeCall, signer, extrinsic, cancellationToken).ConfigureAwait(false);
        client.Log.CodeUploaded(code.Hash, wasm.Length, receipt.BlockNumber);
        await WaitAsync(code.Hash, receipt.BlockNumber, cancellationToken).ConfigureAwait(false);
    }

    private ValueTask WaitAsync(CodeHash code, uint block, CancellationToken cancellationToken) => client.Wait.UntilAsync(
        $"code {code}: to be taken by the cluster",
        async token =>
        {
            bool isPast = await client.HasProcessedAsync(block, token).ConfigureAwait(false);
            if (await client.System.CodeExistsAsync(code, token).ConfigureAwait(false))
            {
                return true;
            }

            if (isPast)
            {
                string reason = await client.ReasonOfAsync(client.SystemContract, block, token).ConfigureAwait(false);
                throw new ContractTrappedException($"code {code}, uploaded in block {block}", reason, "");
            }

            return false;
        },
        cancellationToken);
}
