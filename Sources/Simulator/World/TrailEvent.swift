public import Wire

/// What CloudTrail keeps about one call.
public struct TrailEvent: Sendable, Hashable {
    /// The event's UUID.
    public var id: String
    /// When the call was made.
    public var time: Timestamp
    /// The account that owns the event.
    public var account: String
    /// The region the event is found in.
    public var region: String
    /// The service, for example `iam.amazonaws.com`.
    public var source: String
    /// The operation.
    public var name: String
    /// Whether the call only read.
    public var readOnly: Bool
    /// The caller's ARN.
    public var callerARN: String
    /// The user name as the look-up shows it.
    public var userName: String
    /// The access key used, empty for unsigned calls.
    public var accessKeyID: String
    /// Type and name of the resources touched.
    public var resources: [Resource]
    /// The event's `CloudTrailEvent` document.
    public var document: JSONValue

    /// A resource named by an event.
    public struct Resource: Sendable, Hashable {
        /// For example `AWS::IAM::Role`.
        public var type: String
        /// Name or ARN.
        public var name: String
    }
}
