namespace PhatSdk.Devnet.Wasm.Host;

/// <summary>
/// Memory for a runtime, handed out by a module of its own that runs beside it: the runtime's many small allocations never leave wasm.
/// Blocks are powers of two, reused after they were freed.
/// </summary>
/// <param name="allocate">The module's <c>malloc</c>.</param>
internal readonly struct GuestAllocator(Func<int, int> allocate)
{
    /// <summary>The function in which the module traps when the memory may not grow.</summary>
    internal const string OutOfMemoryFunction = "out_of_memory";

    internal const string MemoryExport = "memory";
    internal const string BeginExport = "begin";
    internal const string MallocExport = "ext_allocator_malloc_version_1";

    /// <summary>Allocates.</summary>
    /// <returns>The address, a multiple of eight.</returns>
    internal int Allocate(int length) => allocate(length);

    /// <summary>The module's text. It owns the memory, as runtimes import theirs.</summary>
    /// <remarks>
    /// A block: its order (log2 of its size) as <c>i32</c>, the next free block as <c>i32</c>, eight bytes that the runtime writes into, then what
    /// is handed out. Heads of the lists of free blocks, one an order, stand at the heap's start.
    /// </remarks>
    /// <param name="pages">The memory's size at the start, in pages of 64 KiB.</param>
    internal static string Text(long pages) => $$"""
        (module
          (memory (export "{{MemoryExport}}") {{pages}})
          (global $lists (mut i32) (i32.const 0))
          (global $top (mut i32) (i32.const 0))
          (func ${{OutOfMemoryFunction}} unreachable)
          (func $bad_free unreachable)
          (func (export "{{BeginExport}}") (param $heap i32)
            (global.set $lists (i32.and (i32.add (local.get $heap) (i32.const 7)) (i32.const -8)))
            (global.set $top (i32.add (global.get $lists) (i32.const 128))))
          (func $reserve (param $end i64) (local $pages i32)
            (local.set $pages (i32.sub
              (i32.wrap_i64 (i64.shr_u (i64.add (local.get $end) (i64.const 65535)) (i64.const 16)))
              (memory.size)))
            (if (i32.gt_s (local.get $pages) (i32.const 0))
              (then (if (i32.eq (memory.grow (local.get $pages)) (i32.const -1)) (then (call ${{OutOfMemoryFunction}}))))))
          (func (export "{{MallocExport}}") (param $size i32) (result i32)
            (local $order i32) (local $list i32) (local $block i32) (local $end i64)
            (if (i32.lt_u (local.get $size) (i32.const 8)) (then (local.set $size (i32.const 8))))
            (local.set $order (i32.sub (i32.const 32) (i32.clz (i32.sub (local.get $size) (i32.const 1)))))
            (if (i32.gt_u (local.get $order) (i32.const 31)) (then (call ${{OutOfMemoryFunction}})))
            (local.set $list (i32.add (global.get $lists) (i32.shl (local.get $order) (i32.const 2))))
            (local.set $block (i32.load (local.get $list)))
            (if (local.get $block)
              (then (i32.store (local.get $list) (i32.load offset=4 (local.get $block))))
              (else
                (local.set $block (global.get $top))
                (local.set $end (i64.add
                  (i64.add (i64.extend_i32_u (local.get $block)) (i64.const 16))
                  (i64.shl (i64.const 1) (i64.extend_i32_u (local.get $order)))))
                (if (i64.gt_u (local.get $end) (i64.const 0xffffffff)) (then (call ${{OutOfMemoryFunction}})))
                (call $reserve (local.get $end))
                (global.set $top (i32.wrap_i64 (local.get $end)))))
            (i32.store (local.get $block) (local.get $order))
            (i32.add (local.get $block) (i32.const 16)))
          (func (export "ext_allocator_free_version_1") (param $at i32) (local $order i32) (local $list i32) (local $block i32)
            (local.set $block (i32.sub (local.get $at) (i32.const 16)))
            (if (i32.lt_u (local.get $at) (i32.const 16)) (then (call $bad_free)))
            (local.set $order (i32.load (local.get $block)))
            (if (i32.gt_u (i32.sub (local.get $order) (i32.const 3)) (i32.const 28)) (then (call $bad_free)))
            (local.set $list (i32.add (global.get $lists) (i32.shl (local.get $order) (i32.const 2))))
            (i32.store (local.get $block) (i32.const -1))
            (i32.store offset=4 (local.get $block) (i32.load (local.get $list)))
            (i32.store (local.get $list) (local.get $block))))
        """;
}
