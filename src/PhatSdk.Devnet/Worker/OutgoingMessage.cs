using PhatSdk.Crypto;
using PhatSdk.Devnet.Worker.Messages;

namespace PhatSdk.Devnet.Worker;

/// <summary>A message for the chain that is not signed yet.</summary>
/// <param name="Message">The message.</param>
/// <param name="Signer">The key of its sender.</param>
internal sealed record OutgoingMessage(QueueMessage Message, Keypair Signer);
