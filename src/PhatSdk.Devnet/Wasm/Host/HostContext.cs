using Microsoft.Extensions.Logging;
using PhatSdk.Devnet.State;
using PhatSdk.Scale;
using Wasmtime;

namespace PhatSdk.Devnet.Wasm.Host;

/// <summary>The state of one running instance: all that host functions see. They hold none themselves.</summary>
internal sealed class HostContext
{
    /// <summary>What the runtime reads and writes.</summary>
    internal required StateOverlay State { get; init; }

    /// <summary>Where the runtime's log goes.</summary>
    internal required ILogger Log { get; init; }

    /// <summary>The worker; null for a runtime that has none.</summary>
    internal IPinkHost? Pink { get; init; }

    /// <summary>Answers <c>ext_misc_runtime_version</c>: the version that a runtime's code says, or null.</summary>
    internal Func<ReadOnlyMemory<byte>, byte[]?>? RuntimeVersion { get; init; }

    /// <summary>Whether a <see cref="StandInSignature"/> is taken for any sr25519 key's.</summary>
    internal bool AllowsImpersonation { get; init; }

    /// <summary>Set once the instance is there.</summary>
    internal GuestMemory Memory { get; private set; }

    /// <summary>Set once the instance is there.</summary>
    internal GuestAllocator Allocator { get; private set; }

    /// <summary>Stops the running call.</summary>
    internal CancellationToken Cancellation { get; set; }

    /// <summary>Layers of the state that were there before the call: not the runtime's to end.</summary>
    internal int FirstLayer { get; set; }

    /// <summary>The last error that the runtime logged: its panic's message, where it trapped.</summary>
    internal string? LastError { get; set; }

    internal static HostContext Of(Caller caller) => (HostContext)caller.GetData()!;

    internal void Attach(GuestMemory memory, GuestAllocator allocator)
    {
        Memory = memory;
        Allocator = allocator;
    }

    /// <summary>Copies bytes into newly allocated guest memory.</summary>
    /// <returns>Their address.</returns>
    internal int Place(ReadOnlySpan<byte> bytes)
    {
        int address = Allocator.Allocate(bytes.Length);
        bytes.CopyTo(Memory.Slice(address, bytes.Length));
        return address;
    }

    /// <summary>Copies bytes into newly allocated guest memory.</summary>
    /// <returns>A fat pointer.</returns>
    internal long Return(ReadOnlySpan<byte> bytes) => new GuestSlice((uint)Place(bytes), (uint)bytes.Length).ToFat();

    /// <summary>Returns an <c>Option&lt;Vec&lt;u8&gt;&gt;</c>.</summary>
    internal long ReturnOption(ReadOnlyMemory<byte>? value)
    {
        if (value is not { } bytes)
        {
            return Return([0]);
        }

        ScaleWriter head = new(stackalloc byte[8]);
        head.WriteOptionTag(true);
        head.WriteLength(bytes.Length);
        GuestSlice slice = new((uint)Allocator.Allocate(head.Length + bytes.Length), (uint)(head.Length + bytes.Length));
        Span<byte> destination = Memory.Slice(slice.ToFat());
        head.WrittenSpan.CopyTo(destination);
        bytes.Span.CopyTo(destination[head.Length..]);
        return slice.ToFat();
    }

    /// <summary>Returns an <c>Option&lt;Vec&lt;u8&gt;&gt;</c>.</summary>
    internal long ReturnOption(byte[]? value) => value is null ? Return([0]) : ReturnOption(new ReadOnlyMemory<byte>(value));

    /// <summary>Copies a value from an offset on into the runtime's buffer, as far as that reaches; returns <c>Option&lt;u32&gt;</c>, the whole rest's length.</summary>
    internal long ReturnRead(ReadOnlyMemory<byte>? value, long buffer, int offset)
    {
        if (value is not { } bytes)
        {
            return Return([0]);
        }

        ReadOnlySpan<byte> rest = (uint)offset < (uint)bytes.Length ? bytes.Span[offset..] : default;
        Span<byte> destination = Memory.Slice(buffer);
        rest[..Math.Min(rest.Length, destination.Length)].CopyTo(destination);
        ScaleWriter answer = new(stackalloc byte[8]);
        answer.WriteOptionTag(true);
        answer.WriteUInt32((uint)rest.Length);
        return Return(answer.WrittenSpan);
    }

    /// <summary>Returns a <c>KillStorageResult</c>.</summary>
    internal long ReturnCleared(ClearedKeys cleared)
    {
        ScaleWriter answer = new(stackalloc byte[8]);
        answer.WriteByte(cleared.IsComplete ? (byte)0 : (byte)1);
        answer.WriteUInt32(cleared.Count);
        return Return(answer.WrittenSpan);
    }

    /// <summary>Reads an <c>Option&lt;u32&gt;</c>.</summary>
    internal uint? ReadLimit(long option)
    {
        ScaleReader reader = new(Memory.Slice(option));
        return reader.ReadOptionTag() ? reader.ReadUInt32() : null;
    }
}
