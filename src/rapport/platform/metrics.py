"""What Prometheus reads: requests, statements and jobs; on a port of its own, summed over all web processes."""

from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.multiprocess import MultiProcessCollector

SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

REQUESTS = Counter("rapport_requests_total", "HTTP requests", ["method", "route", "status"])
DURATION = Histogram("rapport_request_seconds", "Time to answer", ["method", "route"], buckets=SECONDS)
SLOW = Counter("rapport_slow_statements_total", "SQL statements slower than RAPPORT_SLOW_QUERY_MS")
JOBS = Counter("rapport_jobs_total", "Background jobs", ["task", "outcome"])
JOB_SECONDS = Histogram("rapport_job_seconds", "Time of a background job", ["task"], buckets=SECONDS)


def serve_metrics(host: str, port: int) -> None:
    """Answers /metrics from a thread of this process."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call] # the library has no types here
    start_http_server(port, host, registry)
