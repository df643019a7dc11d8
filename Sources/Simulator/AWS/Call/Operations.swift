/// All operations that the AWS face simulates.
enum Operations {
    /// The operations of every service.
    static let all: [AWSService: [AWSOperation]] = [
        .sts: STSOperations.table,
        .iam: IAMOperations.table,
        .ses: SESOperations.table,
        .sesv2: SESv2Operations.table,
        .eks: EKSOperations.table,
        .cloudtrail: CloudTrailOperations.table,
        .organizations: OrganizationsOperations.table,
    ]

    /// The operations by name.
    static let byName: [AWSService: [String: AWSOperation]] = all.mapValues { operations in
        Dictionary(operations.map { ($0.name, $0) }) { first, _ in first }
    }

    /// The operations that are found by method and path; literal paths before those with parameters.
    static let routed: [AWSService: [AWSOperation]] = all.mapValues { operations in
        operations.filter { $0.route != nil }.sorted { left, right in
            let count: (AWSOperation) -> Int = { $0.route?.segments.count { $0.hasPrefix("{") } ?? 0 }
            return count(left) < count(right)
        }
    }
}
