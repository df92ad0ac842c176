using static System.Buffers.Binary.BinaryPrimitives;
using static System.Numerics.BitOperations;

namespace PhatSdk.Crypto.Keccak;

/// <summary>The permutation Keccak-f[1600] of FIPS 202, which Merlin's transcripts and Keccak-256 stand on.</summary>
internal static class KeccakF1600
{
    public const int StateSize = 200;

    private static readonly ulong[] RoundConstants =
    [
        0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000,
        0x000000000000808b, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
        0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
        0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003,
        0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
        0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
    ];

    /// <summary>Permutes a state of 25 lanes in little-endian order. Its time does not depend on what the state holds.</summary>
    public static void Permute(Span<byte> state)
    {
        // Two rounds a turn, the lanes of the first named a, of the second e; the name's digits are y and x.
        ulong a44 = ReadUInt64LittleEndian(state[192..]);
        ulong a43 = ReadUInt64LittleEndian(state[184..]);
        ulong a42 = ReadUInt64LittleEndian(state[176..]);
        ulong a41 = ReadUInt64LittleEndian(state[168..]);
        ulong a40 = ReadUInt64LittleEndian(state[160..]);
        ulong a34 = ReadUInt64LittleEndian(state[152..]);
        ulong a33 = ReadUInt64LittleEndian(state[144..]);
        ulong a32 = ReadUInt64LittleEndian(state[136..]);
        ulong a31 = ReadUInt64LittleEndian(state[128..]);
        ulong a30 = ReadUInt64LittleEndian(state[120..]);
        ulong a24 = ReadUInt64LittleEndian(state[112..]);
        ulong a23 = ReadUInt64LittleEndian(state[104..]);
        ulong a22 = ReadUInt64LittleEndian(state[96..]);
        ulong a21 = ReadUInt64LittleEndian(state[88..]);
        ulong a20 = ReadUInt64LittleEndian(state[80..]);
        ulong a14 = ReadUInt64LittleEndian(state[72..]);
        ulong a13 = ReadUInt64LittleEndian(state[64..]);
        ulong a12 = ReadUInt64LittleEndian(state[56..]);
        ulong a11 = ReadUInt64LittleEndian(state[48..]);
        ulong a10 = ReadUInt64LittleEndian(state[40..]);
        ulong a04 = ReadUInt64LittleEndian(state[32..]);
        ulong a03 = ReadUInt64LittleEndian(state[24..]);
        ulong a02 = ReadUInt64LittleEndian(state[16..]);
        ulong a01 = ReadUInt64LittleEndian(state[8..]);
        ulong a00 = ReadUInt64LittleEndian(state[0..]);

        ulong[] constants = RoundConstants;
        for (int round = 0; round < constants.Length; round += 2)
        {
            ulong c0 = a00 ^ a10 ^ a20 ^ a30 ^ a40;
            ulong c1 = a01 ^ a11 ^ a21 ^ a31 ^ a41;
            ulong c2 = a02 ^ a12 ^ a22 ^ a32 ^ a42;
            ulong c3 = a03 ^ a13 ^ a23 ^ a33 ^ a43;
            ulong c4 = a04 ^ a14 ^ a24 ^ a34 ^ a44;
            ulong d0 = c4 ^ RotateLeft(c1, 1);
            ulong d1 = c0 ^ RotateLeft(c2, 1);
            ulong d2 = c1 ^ RotateLeft(c3, 1);
            ulong d3 = c2 ^ RotateLeft(c4, 1);
            ulong d4 = c3 ^ RotateLeft(c0, 1);

            ulong b0 = a00 ^ d0;
            ulong b1 = RotateLeft(a11 ^ d1, 44);
            ulong b2 = RotateLeft(a22 ^ d2, 43);
            ulong b3 = RotateLeft(a33 ^ d3, 21);
            ulong b4 = RotateLeft(a44 ^ d4, 14);
            ulong e00 = b0 ^ (~b1 & b2) ^ constants[round];
            ulong e01 = b1 ^ (~b2 & b3);
            ulong e02 = b2 ^ (~b3 & b4);
            ulong e03 = b3 ^ (~b4 & b0);
            ulong e04 = b4 ^ (~b0 & b1);

            b0 = RotateLeft(a03 ^ d3, 28);
            b1 = RotateLeft(a14 ^ d4, 20);
            b2 = RotateLeft(a20 ^ d0, 3);
            b3 = RotateLeft(a31 ^ d1, 45);
            b4 = RotateLeft(a42 ^ d2, 61);
            ulong e10 = b0 ^ (~b1 & b2);
            ulong e11 = b1 ^ (~b2 & b3);
            ulong e12 = b2 ^ (~b3 & b4);
            ulong e13 = b3 ^ (~b4 & b0);
            ulong e14 = b4 ^ (~b0 & b1);

            b0 = RotateLeft(a01 ^ d1, 1);
            b1 = RotateLeft(a12 ^ d2, 6);
            b2 = RotateLeft(a23 ^ d3, 25);
            b3 = RotateLeft(a34 ^ d4, 8);
            b4 = RotateLeft(a40 ^ d0, 18);
            ulong e20 = b0 ^ (~b1 & b2);
            ulong e21 = b1 ^ (~b2 & b3);
            ulong e22 = b2 ^ (~b3 & b4);
            ulong e23 = b3 ^ (~b4 & b0);
            ulong e24 = b4 ^ (~b0 & b1);

            b0 = RotateLeft(a04 ^ d4, 27);
            b1 = RotateLeft(a10 ^ d0, 36);
            b2 = RotateLeft(a21 ^ d1, 10);
            b3 = RotateLeft(a32 ^ d2, 15);
            b4 = RotateLeft(a43 ^ d3, 56);
            ulong e30 = b0 ^ (~b1 & b2);
            ulong e31 = b1 ^ (~b2 & b3);
            ulong e32 = b2 ^ (~b3 & b4);
            ulong e33 = b3 ^ (~b4 & b0);
            ulong e34 = b4 ^ (~b0 & b1);

            b0 = RotateLeft(a02 ^ d2, 62);
            b1 = RotateLeft(a13 ^ d3, 55);
            b2 = RotateLeft(a24 ^ d4, 39);
            b3 = RotateLeft(a30 ^ d0, 41);
            b4 = RotateLeft(a41 ^ d1, 2);
            ulong e40 = b0 ^ (~b1 & b2);
            ulong e41 = b1 ^ (~b2 & b3);
            ulong e42 = b2 ^ (~b3 & b4);
            ulong e43 = b3 ^ (~b4 & b0);
            ulong e44 = b4 ^ (~b0 & b1);

            c0 = e00 ^ e10 ^ e20 ^ e30 ^ e40;
            c1 = e01 ^ e11 ^ e21 ^ e31 ^ e41;
            c2 = e02 ^ e12 ^ e22 ^ e32 ^ e42;
            c3 = e03 ^ e13 ^ e23 ^ e33 ^ e43;
            c4 = e04 ^ e14 ^ e24 ^ e34 ^ e44;
            d0 = c4 ^ RotateLeft(c1, 1);
            d1 = c0 ^ RotateLeft(c2, 1);
            d2 = c1 ^ RotateLeft(c3, 1);
            d3 = c2 ^ RotateLeft(c4, 1);
            d4 = c3 ^ RotateLeft(c0, 1);

            b0 = e00 ^ d0;
            b1 = RotateLeft(e11 ^ d1, 44);
            b2 = RotateLeft(e22 ^ d2, 43);
            b3 = RotateLeft(e33 ^ d3, 21);
            b4 = RotateLeft(e44 ^ d4, 14);
            a00 = b0 ^ (~b1 & b2) ^ constants[round + 1];
            a01 = b1 ^ (~b2 & b3);
            a02 = b2 ^ (~b3 & b4);
            a03 = b3 ^ (~b4 & b0);
            a04 = b4 ^ (~b0 & b1);

            b0 = RotateLeft(e03 ^ d3, 28);
            b1 = RotateLeft(e14 ^ d4, 20);
            b2 = RotateLeft(e20 ^ d0, 3);
            b3 = RotateLeft(e31 ^ d1, 45);
            b4 = RotateLeft(e42 ^ d2, 61);
            a10 = b0 ^ (~b1 & b2);
            a11 = b1 ^ (~b2 & b3);
            a12 = b2 ^ (~b3 & b4);
            a13 = b3 ^ (~b4 & b0);
            a14 = b4 ^ (~b0 & b1);

            b0 = RotateLeft(e01 ^ d1, 1);
            b1 = RotateLeft(e12 ^ d2, 6);
            b2 = RotateLeft(e23 ^ d3, 25);
            b3 = RotateLeft(e34 ^ d4, 8);
            b4 = RotateLeft(e40 ^ d0, 18);
            a20 = b0 ^ (~b1 & b2);
            a21 = b1 ^ (~b2 & b3);
            a22 = b2 ^ (~b3 & b4);
            a23 = b3 ^ (~b4 & b0);
            a24 = b4 ^ (~b0 & b1);

            b0 = RotateLeft(e04 ^ d4, 27);
            b1 = RotateLeft(e10 ^ d0, 36);
            b2 = RotateLeft(e21 ^ d1, 10);
            b3 = RotateLeft(e32 ^ d2, 15);
            b4 = RotateLeft(e43 ^ d3, 56);
            a30 = b0 ^ (~b1 & b2);
            a31 = b1 ^ (~b2 & b3);
            a32 = b2 ^ (~b3 & b4);
            a33 = b3 ^ (~b4 & b0);
            a34 = b4 ^ (~b0 & b1);

            b0 = RotateLeft(e02 ^ d2, 62);
            b1 = RotateLeft(e13 ^ d3, 55);
            b2 = RotateLeft(e24 ^ d4, 39);
            b3 = RotateLeft(e30 ^ d0, 41);
            b4 = RotateLeft(e41 ^ d1, 2);
            a40 = b0 ^ (~b1 & b2);
            a41 = b1 ^ (~b2 & b3);
            a42 = b2 ^ (~b3 & b4);
            a43 = b3 ^ (~b4 & b0);
            a44 = b4 ^ (~b0 & b1);
        }

        WriteUInt64LittleEndian(state[192..], a44);
        WriteUInt64LittleEndian(state[184..], a43);
        WriteUInt64LittleEndian(state[176..], a42);
        WriteUInt64LittleEndian(state[168..], a41);
        WriteUInt64LittleEndian(state[160..], a40);
        WriteUInt64LittleEndian(state[152..], a34);
        WriteUInt64LittleEndian(state[144..], a33);
        WriteUInt64LittleEndian(state[136..], a32);
        WriteUInt64LittleEndian(state[128..], a31);
        WriteUInt64LittleEndian(state[120..], a30);
        WriteUInt64LittleEndian(state[112..], a24);
        WriteUInt64LittleEndian(state[104..], a23);
        WriteUInt64LittleEndian(state[96..], a22);
        WriteUInt64LittleEndian(state[88..], a21);
        WriteUInt64LittleEndian(state[80..], a20);
        WriteUInt64LittleEndian(state[72..], a14);
        WriteUInt64LittleEndian(state[64..], a13);
        WriteUInt64LittleEndian(state[56..], a12);
        WriteUInt64LittleEndian(state[48..], a11);
        WriteUInt64LittleEndian(state[40..], a10);
        WriteUInt64LittleEndian(state[32..], a04);
        WriteUInt64LittleEndian(state[24..], a03);
        WriteUInt64LittleEndian(state[16..], a02);
        WriteUInt64LittleEndian(state[8..], a01);
        WriteUInt64LittleEndian(state[0..], a00);
    }
}
