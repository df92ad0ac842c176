using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace PhatSdk.Crypto.Keccak;

/// <summary>The part of STROBE-128 (v1.0.2) that Merlin uses: meta-AD, AD, KEY and PRF. A value: a copy is a fork.</summary>
internal struct Strobe128
{
    private const int Rate = 166;
    private const byte Inbound = 1;
    private const byte Application = 2;
    private const byte Cipher = 4;
    private const byte Meta = 16;

    private KeccakState _state;
    private byte _position;
    private byte _operationStart;

    public Strobe128(ReadOnlySpan<byte> protocolLabel)
    {
        Span<byte> state = _state;
        ((ReadOnlySpan<byte>)[1, Rate + 2, 1, 0, 1, 96]).CopyTo(state);
        "STROBEv1.0.2"u8.CopyTo(state[6..]);
        KeccakF1600.Permute(state);
        MetaAd(protocolLabel, more: false);
    }

    /// <summary>Takes in framing, which is no data of the application.</summary>
    /// <param name="data">The framing.</param>
    /// <param name="more">Whether it continues the operation before, which was the same.</param>
    public void MetaAd(scoped ReadOnlySpan<byte> data, bool more)
    {
        if (!more)
        {
            Begin(Meta | Application);
        }

        Absorb(data);
    }

    /// <summary>Takes in data of the application.</summary>
    public void Ad(scoped ReadOnlySpan<byte> data)
    {
        Begin(Application);
        Absorb(data);
    }

    /// <summary>Takes in a key. It replaces a part of the state, so what came before cannot be computed from what comes after.</summary>
    public void Key(scoped ReadOnlySpan<byte> key)
    {
        Begin(Application | Cipher);
        Span<byte> state = _state;
        while (!key.IsEmpty)
        {
            int count = Math.Min(Rate - _position, key.Length);
            key[..count].CopyTo(state[_position..]);
            key = key[count..];
            Advance(count);
        }
    }

    /// <summary>Fills <paramref name="destination"/> with pseudo-random bytes that depend on all that was taken in.</summary>
    public void Prf(scoped Span<byte> destination)
    {
        Begin(Inbound | Application | Cipher);
        Span<byte> state = _state;
        while (!destination.IsEmpty)
        {
            int count = Math.Min(Rate - _position, destination.Length);
            Span<byte> part = state.Slice(_position, count);
            part.CopyTo(destination);
            part.Clear();
            destination = destination[count..];
            Advance(count);
        }
    }

    /// <summary>Overwrites the state.</summary>
    public void Clear() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref this, 1)));

    private void Begin(byte flags)
    {
        byte before = _operationStart;
        _operationStart = (byte)(_position + 1);
        Absorb([before, flags]);
        if ((flags & Cipher) != 0 && _position != 0)
        {
            Permute();
        }
    }

    private void Absorb(scoped ReadOnlySpan<byte> data)
    {
        Span<byte> state = _state;
        while (!data.IsEmpty)
        {
            int count = Math.Min(Rate - _position, data.Length);
            Xor(state.Slice(_position, count), data);
            data = data[count..];
            Advance(count);
        }
    }

    private static void Xor(Span<byte> part, ReadOnlySpan<byte> data)
    {
        Span<ulong> words = MemoryMarshal.Cast<byte, ulong>(part);
        ReadOnlySpan<ulong> others = MemoryMarshal.Cast<byte, ulong>(data);
        for (int i = 0; i < words.Length; i++)
        {
            words[i] ^= others[i];
        }

        for (int i = words.Length * sizeof(ulong); i < part.Length; i++)
        {
            part[i] ^= data[i];
        }
    }

    private void Advance(int count)
    {
        _position += (byte)count;
        if (_position == Rate)
        {
            Permute();
        }
    }

    private void Permute()
    {
        Span<byte> state = _state;
        state[_position] ^= _operationStart;
        state[_position + 1] ^= 0x04;
        state[Rate + 1] ^= 0x80;
        KeccakF1600.Permute(state);
        _position = 0;
        _operationStart = 0;
    }

    [InlineArray(KeccakF1600.StateSize)]
    private struct KeccakState
    {
        private byte _first;
    }
}
