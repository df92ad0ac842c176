using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Scale;

namespace Transactions;

#region extension
/// <summary>An extension of a chain of one's own: says for which tenant a transaction is, and signs the number of the tenants' list too.</summary>
internal sealed class CheckTenant(uint tenant, uint list) : ISignedExtension
{
    // As the runtime's metadata calls it.
    public string Identifier => "CheckTenant";

    // What goes into the transaction.
    public void EncodeExtra(ref ScaleWriter writer, SigningContext context) => writer.WriteCompact(tenant);

    // What is signed and not sent, as the chain knows it.
    public void EncodeAdditionalSigned(ref ScaleWriter writer, SigningContext context) => writer.WriteUInt32(list);
}
#endregion
