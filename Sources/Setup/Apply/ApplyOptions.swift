public import Design

/// How long an apply goes on.
public struct ApplyOptions: Hashable, Sendable {
    /// How many seconds to wait for people, looking every five seconds; 0 does not wait.
    public var waitSeconds: Int
    /// Only these resources are written; nil writes all of the plan.
    public var only: Set<ResourceAddress>?
    /// The resources whose writing may take access from somebody; nil where a person has read who loses what and said yes
    /// to all of it.
    public var agreed: Set<ResourceAddress>?
    /// How old a plan may be, in seconds, before the world is read again ahead of the first write.
    public var freshSeconds: Int

    /// Options.
    public init(
        waitSeconds: Int = 0, only: Set<ResourceAddress>? = nil, agreed: Set<ResourceAddress>? = nil,
        freshSeconds: Int = 20
    ) {
        self.waitSeconds = waitSeconds
        self.only = only
        self.agreed = agreed
        self.freshSeconds = freshSeconds
    }
}
