using PhatSdk.AotSmoke;
using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Primitives;
using PhatSdk.Scale;

// Compiled ahead of time: whatever needed reflection would fail here.
ContractBundle bundle = await ContractBundle.ReadAsync(Path.Combine(AppContext.BaseDirectory, "psp22.contract"));
bool loaded = bundle.Code.Hash == Psp22.Code.Hash;

Psp22.Messages.Transfer transfer = new(DevKeypairs.Bob.AccountId, 5, default);
byte[] call = ScaleCodec.Encode(transfer, static (ref writer, message) => message.EncodeArguments(ref writer));
bool encoded = Hex.Format(call) == $"{DevKeypairs.Bob.AccountId}0500000000000000000000000000000000";

byte[] signature = DevKeypairs.Alice.Sign(call);
bool verified = SignatureAlgorithm.Sr25519.Verify(DevKeypairs.Alice.PublicKey.Span, call, signature);

Console.WriteLine($"AOT: the ABI {(loaded ? "loads" : "does not load")}, a call {(encoded ? "encodes" : "does not encode")}, its signature {(verified ? "verifies" : "does not verify")}");
return loaded && encoded && verified ? 0 : 1;
