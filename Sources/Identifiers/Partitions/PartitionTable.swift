extension Partition {
    /// The commercial partition.
    public static let aws = Partition(
        id: "aws", dns: "amazonaws.com", dualStack: "api.aws", global: "us-east-1",
        prefixes: ["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"])

    /// China; it has no SES.
    public static let china = Partition(
        id: "aws-cn", dns: "amazonaws.com.cn", dualStack: "api.amazonwebservices.com.cn", global: "cn-northwest-1",
        prefixes: ["cn"])

    /// The United States' government partition.
    public static let government = Partition(
        id: "aws-us-gov", dns: "amazonaws.com", dualStack: "api.aws", global: "us-gov-west-1", prefixes: ["us-gov"])

    /// The European sovereign partition.
    public static let europeanSovereign = Partition(
        id: "aws-eusc", dns: "amazonaws.eu", dualStack: "api.amazonwebservices.eu", global: "eusc-de-east-1",
        prefixes: ["eusc-de"])

    /// Every partition that AWS's own tables list, the isolated ones last (source: botocore, partitions.json).
    public static let all: [Partition] = [
        .aws, .china, .government, .europeanSovereign,
        Partition(
            id: "aws-iso", dns: "c2s.ic.gov", dualStack: "api.aws.ic.gov", global: "us-iso-east-1",
            prefixes: ["us-iso"]),
        Partition(
            id: "aws-iso-b", dns: "sc2s.sgov.gov", dualStack: "api.aws.scloud", global: "us-isob-east-1",
            prefixes: ["us-isob"]),
        Partition(
            id: "aws-iso-e", dns: "cloud.adc-e.uk", dualStack: "api.cloud-aws.adc-e.uk", global: "eu-isoe-west-1",
            prefixes: ["eu-isoe"]),
        Partition(
            id: "aws-iso-f", dns: "csp.hci.ic.gov", dualStack: "api.aws.hci.ic.gov", global: "us-isof-south-1",
            prefixes: ["us-isof"]),
    ]
}
