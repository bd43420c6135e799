"""The worker reads scans and large files, and takes up again what a worker that died has left."""

from __future__ import annotations

import logging

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from diemtua.plans.actions.intakes import READ, TRIES
from diemtua.plans.reception import read_kept

log = logging.getLogger(__name__)
EACH_MINUTE = "* * * * *"


@app.task(name=READ, retry=RetryStrategy(max_attempts=TRIES, exponential_wait=5))
def read_intake(intake_id: int) -> None:
    """Read one kept file. The attempt after the last allowed one says so to the officer instead of reading."""
    read_kept(intake_id)


@app.periodic(cron=EACH_MINUTE)
@app.task(queueing_lock="take_up_again", pass_context=False)
async def take_up_again(timestamp: int) -> None:
    """Put work back in the queue whose worker no longer gives a sign of life: every job here may run twice."""
    for job in await app.job_manager.get_stalled_jobs():
        log.warning("Việc %s (%s) dở dang vì tiến trình đã dừng; làm lại.", job.id, job.task_name)
        await app.job_manager.retry_job(job)
