extension Region {
    /// One row of the region table.
    struct Row: Sendable {
        let code: String
        let hasSES: Bool

        init(_ code: String, ses: Bool = true) {
            self.code = code
            hasSES = ses
        }
    }

    /// Every region with whether SES sends from there (source: botocore, partitions.json and endpoints.json).
    static let table: [Row] = [
        Row("af-south-1"), Row("ap-east-1", ses: false), Row("ap-east-2", ses: false),
        Row("ap-northeast-1"), Row("ap-northeast-2"), Row("ap-northeast-3"), Row("ap-south-1"), Row("ap-south-2"),
        Row("ap-southeast-1"), Row("ap-southeast-2"), Row("ap-southeast-3"), Row("ap-southeast-4", ses: false),
        Row("ap-southeast-5"), Row("ap-southeast-6", ses: false), Row("ap-southeast-7", ses: false),
        Row("ca-central-1"), Row("ca-west-1"), Row("cn-north-1", ses: false), Row("cn-northwest-1", ses: false),
        Row("eu-central-1"), Row("eu-central-2"), Row("eu-isoe-west-1", ses: false), Row("eu-north-1"),
        Row("eu-south-1"), Row("eu-south-2", ses: false), Row("eu-west-1"), Row("eu-west-2"), Row("eu-west-3"),
        Row("eusc-de-east-1"), Row("il-central-1"), Row("me-central-1"), Row("me-south-1"),
        Row("mx-central-1", ses: false), Row("sa-east-1"), Row("us-east-1"), Row("us-east-2"),
        Row("us-gov-east-1"), Row("us-gov-west-1"), Row("us-iso-east-1", ses: false),
        Row("us-iso-west-1", ses: false), Row("us-isob-east-1", ses: false), Row("us-isob-west-1", ses: false),
        Row("us-isof-east-1", ses: false), Row("us-isof-south-1", ses: false), Row("us-west-1"), Row("us-west-2"),
    ]

    static let codes = Set(table.map(\.code))
}
