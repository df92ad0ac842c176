namespace PhatSdk.Metadata;

/// <summary>The enums that join those of all pallets; null where a V14 runtime does not tell.</summary>
internal readonly record struct OuterEnums(int? CallTypeId, int? EventTypeId, int? ErrorTypeId);
