using PhatSdk.Primitives;

namespace PhatSdk.Contracts;

/// <summary>What goes along with a call, and what it may take.</summary>
internal readonly record struct ContractLimits(UInt128 Value, Weight? Gas, UInt128? StorageDeposit);
